// The icons of pictures, drawn in a square of 16: each goes with a word, so that neither colour nor icon has to tell alone.

export type IconName = 'applied' | 'inherited' | 'overridden' | 'disabled' | 'locked' | 'testing' | 'not-enabled' | 'person' | 'good' | 'bad' | 'waiting' | 'near-miss' | 'list' | 'gear' | 'route' | 'shield' | 'join' | 'unit';

/** Paths that are stroked, and paths that are filled. */
export interface Icon {
  readonly strokes: string;
  readonly fills?: string;
}

export const ICONS: Readonly<Record<IconName, Icon>> = {
  applied: { strokes: '', fills: 'M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z' },
  inherited: { strokes: 'M8 2.5v10M4 8.8l4 4l4-4' },
  overridden: { strokes: 'M3 6.2h8.5M8.8 3.2l3 3l-3 3M13 10.6H4.5' },
  disabled: { strokes: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM4.2 11.8l7.6-7.6' },
  locked: { strokes: 'M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2M3.5 7h9v6.5h-9z', fills: 'M7.2 9.2h1.6v2.4H7.2z' },
  testing: { strokes: 'M6.3 2.5h3.4M7 2.5v4L3.4 12.4a.8.8 0 0 0 .7 1.1h7.8a.8.8 0 0 0 .7-1.1L9 6.5v-4M5.2 10h5.6' },
  'not-enabled': { strokes: 'M5.8 3.5v9M10.2 3.5v9' },
  person: { strokes: 'M8 2.6a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2zM2.8 13.6c.4-2.6 2.4-3.8 5.2-3.8s4.8 1.2 5.2 3.8' },
  good: { strokes: 'M3 8.6l3.4 3.4L13 4.8' },
  bad: { strokes: 'M4 4l8 8M12 4l-8 8' },
  waiting: { strokes: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM8 5v3.2l2.2 1.5' },
  'near-miss': { strokes: 'M2 6.2c2-2 4-2 6 0s4 2 6 0M2 10.8c2-2 4-2 6 0s4 2 6 0' },
  list: { strokes: 'M6 4h7.5M6 8h7.5M6 12h7.5M2.5 4h.8M2.5 8h.8M2.5 12h.8' },
  gear: { strokes: 'M2.5 5h5M11 5h2.5M2.5 11h2.5M8.5 11h5M9.2 3.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6zM6.8 9.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6z' },
  route: { strokes: 'M2.5 12.5h3.5c3 0 1-8.8 4.5-8.8h2.8M11 1.6l2.4 2.1L11 5.8' },
  shield: { strokes: 'M8 2l5 1.8v3.9c0 3-2 5.2-5 6.3c-3-1.1-5-3.3-5-6.3V3.8z' },
  join: { strokes: 'M3 2.5c0 4 5 3 5 6.5v4.5M13 2.5c0 4-5 3-5 6.5' },
  unit: { strokes: 'M6 2.5h4v3.5H6zM2 10h4v3.5H2zM10 10h4v3.5h-4zM8 6v2M4 10V8h8v2' },
};

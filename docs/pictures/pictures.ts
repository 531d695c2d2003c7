// The pictures of the site by name. Each is drawn from data, as SVG that takes its colours from the page.

export const pictures: ReadonlyMap<string, () => string> = new Map<string, () => string>();

// What a look-up table of Postfix can answer (socketmap_table(5)).

/** `not-found` lets Postfix go on as if the table were not there, so trouble is never told by it: `temporary` defers the mail, and so does `permanent`. */
export type MapAnswer =
  | { readonly status: 'found'; readonly value: string }
  | { readonly status: 'not-found' }
  | { readonly status: 'temporary'; readonly reason: string }
  | { readonly status: 'permanent'; readonly reason: string };

export const notFound: MapAnswer = Object.freeze({ status: 'not-found' });

export function found(value: string): MapAnswer {
  return { status: 'found', value };
}

// psl's own types are out of reach of its `exports`; this is the part of its interface that organizational-domain.ts uses.
declare module 'psl' {
  const psl: { get(domain: string): string | null };
  export default psl;
}

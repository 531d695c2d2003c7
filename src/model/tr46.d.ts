// tr46 ships no types; this is the part of its interface that idna.ts uses.
declare module 'tr46' {
  export interface Options {
    readonly checkBidi?: boolean;
    readonly checkHyphens?: boolean;
    readonly checkJoiners?: boolean;
    readonly transitionalProcessing?: boolean;
    readonly useSTD3ASCIIRules?: boolean;
    readonly verifyDNSLength?: boolean;
  }
  const tr46: {
    toASCII(domain: string, options: Options): string | null;
    toUnicode(domain: string, options: Options): { domain: string; error: boolean };
  };
  export default tr46;
}

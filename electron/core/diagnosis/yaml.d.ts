/** A text file of `resources`, taken in by the build as it is. */
declare module '*.yaml' {
  export const text: string;
  // oxlint-disable-next-line import/no-default-export -- what an import of a text file is
  export default text;
}

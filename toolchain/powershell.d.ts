/** A PowerShell file, imported by the TypeScript beside it, is its text. */
declare module '*.ps1' {
  const text: string
  export default text
}

/** How words are set off; plain text leaves them as they are. */
export interface Style {
  readonly bad: (text: string) => string
  readonly doubtful: (text: string) => string
  readonly good: (text: string) => string
  readonly strong: (text: string) => string
  readonly command: (text: string) => string
  readonly quiet: (text: string) => string
}

const asIs = (text: string): string => text

export const plainStyle: Style = { bad: asIs, doubtful: asIs, good: asIs, strong: asIs, command: asIs, quiet: asIs }

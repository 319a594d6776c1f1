import { join } from 'node:path'
import { temporaryFolder, writeText } from './support'

interface Surroundings {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
  readonly askSelected: () => Promise<string | undefined>
}

export interface Arguments {
  readonly environmentFor: (words: ReadonlyArray<string>, env: NodeJS.ProcessEnv) => NodeJS.ProcessEnv
  readonly refuseStraySettings: (words: ReadonlyArray<string>, around: Surroundings) => Promise<void>
  readonly refuseStoredSettings: (words: ReadonlyArray<string>, env: NodeJS.ProcessEnv) => void
  readonly withStrictness: (words: ReadonlyArray<string>, around: Surroundings) => Promise<ReadonlyArray<string>>
}

export const split = (line: string): ReadonlyArray<string> => line.split(' ').filter((word) => word !== '')

export const looks = 'config: { "exchange-compliance:enforcement": mandatory }'

export const fixes = 'config: { "exchange-compliance:policies": { build: remediate } }'

/** A project whose stacks' files lie where this project has them. */
export const project = (more: Readonly<Record<string, string>> = {}): string => {
  const root = temporaryFolder()
  const files = {
    'Pulumi.yaml': 'name: some\ndescription: to remediate\nstackConfigDir: stacks',
    'stacks/Pulumi.looks.yaml': looks,
    'stacks/Pulumi.fixes.yaml': fixes,
    ...more
  }
  for (const [name, text] of Object.entries(files)) writeText(join(root, name), text)
  return root
}

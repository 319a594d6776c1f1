import { join, resolve } from 'node:path'

/** The checkout's root folder. */
export const root = join(__dirname, '..')

/** The folder of the stacks' files; paths in the settings are relative to it, as for the Pulumi program. */
export const stacksFolder = join(root, 'stacks')

/** A path of the command line, which is meant from where the user stands. */
export const userPath = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path)

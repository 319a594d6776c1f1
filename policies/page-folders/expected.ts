import type { ServerKind } from '../../judging/kind'
import type { Build } from '../../kernel/compare'
import { rememberedText } from '../../kernel/remembered'

/** A folder that holds one folder for each build, and how many numbers of the build its folders are named after. */
export interface Pages {
  readonly parent: string
  readonly numbers: 3 | 4
}

const ofBackEnd: ReadonlyArray<Pages> = [
  { parent: 'ClientAccess\\ecp', numbers: 4 },
  { parent: 'ClientAccess\\Owa\\prem', numbers: 4 }
]

const ofFrontEnd: ReadonlyArray<Pages> = [{ parent: 'FrontEnd\\HttpProxy\\owa\\auth', numbers: 3 }]

/** Where a server of this kind has the scripts, styles and images of its pages. */
export const expectedPages = ({ frontEnd, backEnd }: ServerKind): ReadonlyArray<Pages> => [
  ...(backEnd ? ofBackEnd : []),
  ...(frontEnd ? ofFrontEnd : [])
]

/** The numbers in the name of a folder, without leading zeros; null for another name. */
export const numbersIn = rememberedText((name): ReadonlyArray<number> | null =>
  /^\d{1,6}(?:\.\d{1,6}){2,3}$/.test(name) ? name.split('.').map(Number) : null
)

/** Whether a folder belongs to a build: by as many numbers as it has. */
export const isOf = (numbers: ReadonlyArray<number>, build: Build, count: number): boolean =>
  build.slice(0, count).every((number, index) => numbers[index] === number)

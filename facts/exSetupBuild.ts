import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { type Build, parseBuild } from '../kernel/compare'
import { rememberedRecently } from '../kernel/remembered'
import type { Facts } from './facts'

/** The build of ExSetup.exe, which is that of the server; none where it was not read, or is no build. */
export const exSetupBuild = rememberedRecently(
  ({ sections: { build } }: Facts): O.Option<Build> =>
    E.isLeft(build) || build.right.exSetup === null ? O.none : parseBuild(build.right.exSetup)
)

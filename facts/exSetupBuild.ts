import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { type Build, parseBuild } from '../kernel/compare'
import { rememberedFor } from '../kernel/remembered'
import type { Facts } from './facts'

/** The build of ExSetup.exe, which is that of the server; none where it was not read, or is no build. */
export const exSetupBuild = rememberedFor(
  ({ sections: { build } }: Facts): O.Option<Build> =>
    pipe(
      O.fromEither(build),
      O.chain(({ exSetup }) => O.fromNullable(exSetup)),
      O.chain(parseBuild)
    )
)

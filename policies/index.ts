import { build } from './builds/build'
import { folderAcls } from './files/folderAcls'
import { sharedWebConfig } from './files/sharedWebConfig'
import { sslBindings } from './iis/sslBindings'
import type { Policy } from './policy'
import { servicesStart } from './services/servicesStart'

/** The catalogue: every policy, in the order of the article's sections. */
export const policies: ReadonlyArray<Policy> = [build, sslBindings, sharedWebConfig, servicesStart, folderAcls]

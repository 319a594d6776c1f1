import type { WebFolder, WebPage, WebRoots } from '../../facts/sections/webRoots'
import { beginsWithName } from '../../kernel/compare'
import { rememberedRecently } from '../../kernel/remembered'

/**
 * The pages that Exchange 2013 and later put directly into the sign-in folders, in lower case. Below these folders, in
 * Current and those named after a build, lie scripts, styles and images alone. In aspnet_client ASP.NET keeps scripts for
 * browsers (system_web with .js and .htm), and no page.
 */
const ownPages: Readonly<Record<WebFolder['kind'], ReadonlyArray<string>>> = {
  aspnetClient: [],
  owaAuth: [
    'errorfe.aspx',
    'expiredpassword.aspx',
    'frowny.aspx',
    'logoff.aspx',
    'logon.aspx',
    'outlookcn.aspx',
    'redirsuiteserviceproxy.aspx',
    'signout.aspx',
    'svmfeedback.aspx'
  ],
  ecpAuth: ['timeoutlogoff.aspx']
}

/** Names that public reports give of intruders' pages; several imitate one of Exchange's own. */
const shellName =
  /(?:^|\\)(?:error(?:ee+|ew|ff)|outlook(?:en|ru|us|zh)|timeoutlogout|redirsuiteserverproxy|supp0rt|(?:web)?shell|xx|iispage|aspnet_(?:client|iisstart|www|pages)|pxh4hg1v)\.(?:aspx|ashx|asmx|asp|php)$/i

/** A page with the folder in which it was found, and its path below that. */
export interface FoundPage {
  readonly page: WebPage
  readonly folder: WebFolder
  readonly below: string
  /** Whether Exchange brings a page of this name to this place. */
  readonly isOwn: boolean
}

const withoutEnd = (path: string): string => path.replace(/\\+$/, '')

/** Each page with the first folder that holds it; those that lie in none of them are told with null. */
export const placed = rememberedRecently(({ folders, pages }: WebRoots): ReadonlyArray<FoundPage | WebPage> => {
  const starts = folders.map((folder) => ({ folder, start: `${withoutEnd(folder.path)}\\` }))
  return pages.map((page) => {
    const found = starts.find(({ start }) => beginsWithName(page.path, start))
    if (found === undefined) return page
    const { folder, start } = found
    const below = page.path.slice(start.length)
    return { page, folder, below, isOwn: ownPages[folder.kind].includes(below.toLowerCase()) }
  })
})

/** Whether public reports know the name as an intruder's. */
export const isShellName = ({ below }: FoundPage): boolean => shellName.test(below)

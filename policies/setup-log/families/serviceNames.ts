import { value } from '../issue'
import type { Evidence } from '../knownIssue'

/** How texts and scripts name a service, the surest first. */
const naming: ReadonlyArray<RegExp> = [
  /[Ss]ervice '[^'\n(]{0,150}\(([\w$.-]{1,80})\)'/,
  /['"\u00ab\u201c\u201e][^'"\u00bb\u201c\u201d\n(]{3,150}\(([A-Za-z][\w$.-]{2,80})\) ?['"\u00bb\u201c\u201d]/,
  /(?:'[^'\n(]{3,150}'|"[^"\n(]{3,150}"|\u00ab[^\u00bb\n(]{3,150}\u00bb) \(([A-Za-z][\w$.-]{2,80})\)/,
  /(?:[Ss]ervic[ei]o?|[Ss]ervizio|[Ss]erviço|[Dd]ienst|служб\S{0,3}|[Uu]sług\S{0,3}|サービス|服务) ?['"\u00ab\u201c\u201e]\s?([\w$.-]{2,80})(?=\s?['"\u00bb\u201c\u201d])/,
  /\b(?:service|[Dd]ienst) ([A-Z][\w$.-]{2,80})/,
  /(?:start|restart|stop)-(?:setup)?service (?:-\w+:? ?)?["']?([A-Za-z][\w$.-]{2,80})/i
]

/** The service that an error names. */
export const service = (found: Evidence, otherwise = 'that the error names'): string =>
  naming.reduceRight((before, pattern) => value(found, pattern, before), otherwise)

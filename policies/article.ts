/** Microsoft's article, "Repair failed installations of Exchange Cumulative and Security updates". */
const article = 'https://learn.microsoft.com/exchange/troubleshoot/client-connectivity/exchange-security-update-issues'

/** The public address of a section of the article, by its anchor. */
export const articleSection = (anchor: string): string => `${article}#${anchor}`

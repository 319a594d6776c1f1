/** Also the collector's, which leaves passwords out before a log leaves its server. */
export const secret =
  /([-/]\w{0,40}(?:password|pwd|credential)|\b\w{0,40}password(?=\s{0,3}[:=])|ConvertTo-SecureString(?:\s{1,3}-(?:String|AsPlainText|Force)\b){0,3})(\s{0,3}[:=]\s{0,3}|\s{1,3})('(?:[^'\n]|'')*'?|"[^"\n]*"?|[^ \t\r\n'"]+)/gi

/** A text without the passwords in it, by the names of the parameters before them. */
export const withoutSecrets = (text: string): string =>
  /password|pwd|credential|securestring/i.test(text) ? text.replace(secret, '$1$2***') : text

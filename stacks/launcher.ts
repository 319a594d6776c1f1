/** As the launcher of this computer is called. */
export const launcher = process.platform === 'win32' ? '.\\compliance' : './compliance'

/** Whether no shell takes a name for more than a name. */
export const isPlainName = (name: string): boolean => /^\w[\w.-]*$/.test(name)

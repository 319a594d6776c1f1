/** How the program is called on this system. */
export const programName = process.platform === 'win32' ? '.\\compliance' : './compliance'

/** What becomes of a server that a person took out of service: it is left alone, or remediated all the same. */
export const inMaintenanceWays = ['refuse', 'allow'] as const

export type InMaintenance = (typeof inMaintenanceWays)[number]

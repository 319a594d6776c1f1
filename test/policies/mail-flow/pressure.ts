import { meter, withEx01 } from '../../support/inOrganization'

export const gigabyte = 1_073_741_824

export const folder = (path: string, free: number, total: number, unread: string | null = null) => ({
  ...{ path, free: Math.round(free * gigabyte), total: total * gigabyte, unread }
})

export const queue = (parts: object = {}) => ({
  mailQueue: {
    config: 'C:\\Exchange\\Bin\\EdgeTransport.exe.config',
    database: folder('D:\\Queue', 60, 100),
    logs: folder('D:\\Queue', 60, 100),
    temp: folder('C:\\Temp', 60, 100),
    size: 2 * gigabyte,
    ...parts
  }
})

export const throttled = (aggregate: string | null, ...resources: ReadonlyArray<object>) =>
  withEx01({ resourceThrottling: { aggregate, resources } })

const watched = { path: 'D:\\Queue' }

export const space = [meter('DatabaseUsedSpace', 33, watched), meter('UsedDiskSpace', 33, watched)]

export const own = (lowToMedium: number, mediumToHigh: number, highToMedium: number, mediumToLow: number) => ({
  transitions: { lowToMedium, mediumToHigh, highToMedium, mediumToLow }
})

export const of2013 = {
  identity: { name: 'EX01', fqdn: 'ex01.contoso.example', roles: ['Mailbox'], version: '15.0.1497.2' },
  build: { exSetup: '15.0.1497.48', binaries: [] }
}

export const byHand = { remediation: null }

/** An https binding as IIS has it; where its flags matter, they follow its name. */
export const httpsBinding = (
  site: string,
  address: string,
  port: number,
  thumbprint: string | null,
  host = '',
  sslFlags?: number
) => ({ site, protocol: 'https', address, port, host, thumbprint, ...(sslFlags === undefined ? {} : { sslFlags }) })

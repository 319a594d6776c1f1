export const record = {
  SslCertHash: 'C'.repeat(40),
  SslCertStoreName: 'MY',
  AppId: '{4dc3e181-e14b-4a21-b022-59fc669b0914}',
  DefaultFlags: 0,
  DefaultSslCertCheckMode: 0,
  DefaultSslRevocationFreshnessTime: 0,
  DefaultSslRevocationUrlRetrievalTimeout: 0,
  DefaultSslCtlIdentifier: '',
  DefaultSslCtlStoreName: null
}
export const binding = {
  kind: 'binding',
  site: 'Default Web Site',
  forms: [':443:', '*:443:'],
  isBound: true,
  endpoint: '0.0.0.0:443',
  record
}
export const startType = { kind: 'start-type', service: 'MSExchangeIS', start: 4, delayedAutostart: null }
export const rights = { kind: 'rights', path: 'C:\\owa', sddl: 'O:SYG:SYD:PAI(A;;FA;;;BA)' }
export const file = { kind: 'file', path: 'C:\\a b\\Shared.config', copy: 'Shared.config' }

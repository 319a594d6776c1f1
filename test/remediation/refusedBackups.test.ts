import * as E from 'fp-ts/Either'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { decodeBackup } from '../../remediation/backup'
import { binding, file, record, rights, startType } from './backups'

const test = suite('policies: backups that are refused')

const refused: ReadonlyArray<readonly [string, unknown, string]> = [
  ['no kind', {}, 'kind'],
  ['another kind', { kind: 'toString' }, 'kind'],
  ['a text', 'x', 'expected'],
  ['a service that is a pattern', { ...startType, service: '*' }, 'service'],
  ['a service that is an option', { ...startType, service: '-x' }, 'service'],
  ['a driver', { ...startType, start: 0 }, 'start'],
  ['a start type in words', { ...startType, start: '2' }, 'start'],
  ['a share', { ...rights, path: '\\\\evil\\c$' }, 'path'],
  ['a path from here', { ...file, path: 'web.config' }, 'path'],
  ['a copy elsewhere', { ...file, copy: '..\\..\\evil.exe' }, 'copy'],
  ['a copy above', { ...file, copy: '..' }, 'copy'],
  ['rights that are none', { ...rights, sddl: 'everything' }, 'sddl'],
  ['rights without a list', { ...rights, sddl: 'O:SY' }, 'sddl'],
  ['rights for all', { ...rights, sddl: 'D:NO_ACCESS_CONTROL' }, 'sddl'],
  ['a host name for an address', { ...binding, endpoint: 'mail:443' }, 'endpoint'],
  ['an option for an endpoint', { ...binding, endpoint: '0.0.0.0:443 x=y' }, 'endpoint'],
  ['forms that are no list', { ...binding, forms: '*:443:' }, 'forms'],
  ['flags of newer versions', { ...binding, record: { ...record, DefaultFlags: 16 } }, 'DefaultFlags'],
  ['an unknown check mode', { ...binding, record: { ...record, DefaultSslCertCheckMode: 8 } }, 'CheckMode'],
  ['a store with quotes', { ...binding, record: { ...record, SslCertStoreName: 'a" b' } }, 'SslCertStoreName'],
  ['a SID with more', { kind: 'revocation', sid: "S-1-5-18'", state: 1 }, 'sid'],
  ['a state that is too large', { kind: 'revocation', sid: 'S-1-5-18', state: 4_294_967_295 }, 'state'],
  ['a state that is a text', { kind: 'revocation', sid: 'S-1-5-18', state: '1' }, 'state'],
  ['no application', { ...binding, record: { ...record, AppId: null } }, 'AppId']
]

for (const [name, backup, where] of refused)
  test(`refused: ${name}`, () => {
    const found = decodeBackup(backup)
    assert.ok(E.isLeft(found) && found.left.includes(where), JSON.stringify(found))
  })

test.run()

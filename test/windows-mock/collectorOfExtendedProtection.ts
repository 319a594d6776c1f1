import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import type { Fact } from '../../facts/fact'
import { extendedProtection as codec } from '../../facts/sections/extendedProtection'
import { all, both, casesOf, counts, failed, files, holds, is, keys, parts, unchanged } from './collectorCases'
import { configuration } from './machineFiles'

/** What a part of the configuration sets; an empty text for what it leaves to the part above it. */
const settings = (tokenChecking: string, sslFlags: string, unlisted = ''): string =>
  '<system.webServer><security>' +
  (sslFlags === '' ? '' : `<access sslFlags="${sslFlags}" />`) +
  (unlisted === '' ? '' : `<ipSecurity allowUnlisted="${unlisted}" />`) +
  (tokenChecking === ''
    ? ''
    : `<authentication><windowsAuthentication enabled="true"><extendedProtection tokenChecking="${tokenChecking}" /></windowsAuthentication></authentication>`) +
  '</security></system.webServer>'

const at = (path: string, text: string): string => `<location path="${path}">${text}</location>`

const siteOf = (name: string, applications: ReadonlyArray<string>): string =>
  `<site name="${name}"><bindings />${applications.map((path) => `<application path="${path}" />`).join('')}</site>`

const iis = (sites: string, locations: string): string =>
  `<configuration><system.applicationHost><sites>${sites}</sites></system.applicationHost>${locations}</configuration>`

const configured = (text: string) => files({ [configuration]: text })

const backEnd = siteOf('Exchange Back End', ['/', '/EWS', '/mapi/emsmdb'])
const frontEnd = siteOf('Default Web Site', ['/', '/owa', '/owa/Calendar', '/Rpc'])

const shown = (place: string, tokenChecking: string, sslFlags: string, only = false): string => {
  const [site = '', ...names] = place.split('/')
  return JSON.stringify({ site, path: `/${names.join('/')}`, tokenChecking, sslFlags, listedAddressesOnly: only })
}

const captures = join(__dirname, '../../../shared/data/captures/extended-protection')
const expectedFile = join(captures, 'expected.json')
if (!existsSync(expectedFile)) process.stdout.write('skipped: the configurations of real servers are not here\n')

const expectedCodec = t.record(t.string, t.UnknownRecord)
const byLocation = t.type({ extendedProtectionByLocation: t.record(t.string, t.string) })

/** What real servers are known to have, by the file of the configuration. */
const realServers = (): ReadonlyArray<readonly [file: string, known: Readonly<Record<string, string>>]> => {
  const read = existsSync(expectedFile) ? expectedCodec.decode(JSON.parse(readFileSync(expectedFile, 'utf8'))) : null
  if (read === null || E.isLeft(read)) return []
  return Object.entries(read.right).flatMap(([file, entry]) => {
    const known = byLocation.decode(entry)
    return E.isRight(known) ? [[file, known.right.extendedProtectionByLocation] as const] : []
  })
}

/** Each application has what is known of its place, and `None` where nothing is. */
const agrees =
  (known: Readonly<Record<string, string>>) =>
  (fact: Fact<unknown>): string | null => {
    const read = E.isRight(fact) ? codec.decode(fact.right) : null
    if (read === null || E.isLeft(read)) return 'it was not read'
    const places = new Map(Object.entries(known).map(([place, value]) => [place.toLowerCase(), value]))
    const own = read.right.filter(({ path }) => !/^\/(?:owa|ews)\/./i.test(path))
    const other = own.filter(
      ({ site, path, tokenChecking }) => tokenChecking !== (places.get(`${site}${path}`.toLowerCase()) ?? 'None')
    )
    return own.length > 0 && other.length === 0 ? null : `other than known: ${JSON.stringify(other)}`
  }

const inFile = (file: string): string => readFileSync(join(captures, file), 'utf8').replace(/^\ufeff/, '')

export const collectorOfExtendedProtection = casesOf('extendedProtection', [
  [
    'present',
    'what a place sets itself, and what comes from above it',
    configured(
      iis(
        frontEnd + backEnd + siteOf('Other', ['/owa']),
        settings('', 'None') +
          at('Default Web Site', settings('', 'Ssl, Ssl128')) +
          at('default web site/OWA', settings('Require', '')) +
          at('Default Web Site/owa/Calendar', settings('', 'None')) +
          at('Default Web Site/Rpc', settings('Allow', '')) +
          at('Default Web Site/Rpc', settings('', 'None')) +
          at('Exchange Back End/EWS', settings('None', 'Ssl', 'false'))
      )
    ),
    both(
      counts(5),
      holds(
        shown('Default Web Site/owa', 'Require', 'Ssl, Ssl128'),
        shown('Default Web Site/owa/Calendar', 'Require', 'None'),
        shown('Default Web Site/Rpc', 'Allow', 'None'),
        shown('Exchange Back End/EWS', 'None', 'Ssl', true),
        shown('Exchange Back End/mapi/emsmdb', 'None', 'None')
      )
    )
  ],
  [
    'present',
    'what is set for all sites, in both places where IIS lets it stand',
    configured(
      iis(backEnd, settings('Require', '', 'false') + at('.', settings('Allow', 'Ssl')) + at('', settings('', '264')))
    ),
    is([
      {
        site: 'Exchange Back End',
        path: '/EWS',
        tokenChecking: 'Allow',
        sslFlags: '264',
        listedAddressesOnly: true
      },
      {
        site: 'Exchange Back End',
        path: '/mapi/emsmdb',
        tokenChecking: 'Allow',
        sslFlags: '264',
        listedAddressesOnly: true
      }
    ])
  ],
  ...realServers().map(
    ([file, known]) => ['present', `that of a real server, ${file}`, configured(inFile(file)), agrees(known)] as const
  ),
  ['absent', 'sites without an application', unchanged, is([])],
  ['absent', 'no IIS', keys({ 'SOFTWARE\\Microsoft\\InetStp': undefined }), is([])],
  [
    'denied',
    'the configuration',
    all(parts({ denied: [configuration] })),
    failed(/access denied/),
    { also: ['webRoots'] }
  ],
  ['damaged', 'XML that ends early', configured('<configuration>'), failed(/XmlException/), { also: ['webRoots'] }],
  [
    'damaged',
    'a value that is no word of IIS',
    configured(iis(backEnd, at('Exchange Back End/EWS', settings('x'.repeat(1_000), '')))),
    holds(`"tokenChecking":"${'x'.repeat(300)}"`)
  ],
  [
    'huge',
    '500 applications, and a part of the configuration for each',
    configured(
      iis(
        siteOf(
          'Default Web Site',
          Array.from({ length: 500 }, (_, index) => `/a/b/${index}`)
        ),
        Array.from({ length: 500 }, (_, index) => at(`Default Web Site/a/b/${index}`, settings('Require', ''))).join('')
      )
    ),
    both(counts(500), holds('"path":"/a/b/0","tokenChecking":"Require"'))
  ],
  [
    'huge',
    'a name of 300 parts',
    configured(iis(siteOf('Default Web Site', ['/a'.repeat(300)]), '')),
    failed(/a name of more than 300 characters/),
    { also: ['appPools', 'webConfigs'] }
  ]
])

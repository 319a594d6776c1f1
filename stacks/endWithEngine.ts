import { connect } from 'node:net'

const everyMilliseconds = 2_000

const isReachable = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy()
      resolve(true)
    })
    socket.unref()
    socket.on('error', () => resolve(false))
  })

/** Ends the program once Pulumi's engine is gone: a killed CLI tells it nothing, and it would try again for minutes. */
export const endWithEngine = (address: string | undefined): void => {
  const match = /^(.+):(\d+)$/.exec(address ?? '')
  if (match === null) return
  const [, host = '', port = ''] = match
  const watch = async () => {
    if (!(await isReachable(host, Number(port)))) process.exit(1)
  }
  setInterval(watch, everyMilliseconds).unref()
}

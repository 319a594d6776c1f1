import * as E from 'fp-ts/Either'
import { sentenceOf } from '../../connections/answer'
import type { Bounds } from '../../connections/children/run'
import { runHere } from '../../connections/local'
import { withScriptFile } from '../../connections/scriptFile'
import { shortened } from '../../kernel/printable'
import { failureSentence } from './result'
import { createToldOutput } from './toldOutput'

/**
 * Carries out on this computer a script that changes the organization, and tells each line of its output as JSON.
 * Left: one sentence that names the server, the step, and how much was done; lines below it have the details.
 */
export const changeOrganization = async (
  server: string,
  script: string,
  tell: (line: string) => void,
  bounds: Bounds
): Promise<E.Either<string, null>> => {
  const { read, heard } = createToldOutput(tell)
  const ended = await withScriptFile(script, (file) => runHere(file, bounds, (chunk) => read(chunk.toString('ascii'))))
  if (E.isLeft(ended))
    return E.left(`${server}: the change of the organization was broken off, and may have been made: ${ended.left}`)
  const { code, stderr } = ended.right
  if (code === 0) return E.right(null)
  const complaint = heard().results.length === 0 ? sentenceOf(stderr) : null
  return E.left(
    complaint === null
      ? failureSentence(server, code ?? 1, heard())
      : `${shortened(server, 60)}: the script that changes the organization did not run: ${shortened(complaint)}`
  )
}

// Usage: node toolchain/start.mjs (npm start)
import { previewDemo } from './demo.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { main } from './report.mjs'

await main(async () => {
  await ensureDependencies()
  return previewDemo()
})

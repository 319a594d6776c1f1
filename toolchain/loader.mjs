// Usage: node --import ./toolchain/loader.mjs SCRIPT.ts: loads TypeScript, and PowerShell that it imports as text.
import 'tsx'
import powershell from './powershellText.cjs'

powershell.loadPowerShell()

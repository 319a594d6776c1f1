@echo off
rem The commands of this project; .\compliance --help lists them.
node "%~dp0toolchain\compliance.mjs" %*
if %errorlevel%==9009 (echo Install Node.js 20 or later from https://nodejs.org, then run this again. 1>&2 & exit /b 2)
exit /b %errorlevel%

@echo off
rem The command line of an installed copy: its own Electron, run as plain Node.
setlocal
set ELECTRON_RUN_AS_NODE=1
"%~dp0..\..\@PROGRAM@" "%~dp0..\app.asar\dist\cli.cjs" %*
exit /b %ERRORLEVEL%

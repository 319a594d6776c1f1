function Open-Iis {
    Add-Type -Path "$env:SystemRoot\System32\inetsrv\Microsoft.Web.Administration.dll"
    New-Object Microsoft.Web.Administration.ServerManager
}

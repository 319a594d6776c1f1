Add-Type -Path "$env:SystemRoot\System32\inetsrv\Microsoft.Web.Administration.dll"
$manager = New-Object Microsoft.Web.Administration.ServerManager
$bindings = $manager.Sites[$site].Bindings
$added = @($bindings | Where-Object { $_.Protocol -eq 'https' -and $forms -contains $_.BindingInformation })
$added | ForEach-Object { $bindings.Remove($_) }
$manager.CommitChanges()

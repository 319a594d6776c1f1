function Add-HttpsBinding {
    param([string] $Site, [string] $Form)
    $manager = Open-Iis
    [void] $manager.Sites[$Site].Bindings.Add($Form, 'https')
    $manager.CommitChanges()
}

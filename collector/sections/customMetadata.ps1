# 5506 and 5511 are the certificate of a site as older versions of IIS kept it: IIS may then delete the record of
# http.sys.
function Get-CustomMetadata {
    $document = Get-IisConfiguration
    if ($null -eq $document) { return }
    $places = 'customMetadata/key/property[@id="5506" or @id="5511"]'
    foreach ($node in Select-IisNode $document $places) {
        Assert-InTime
        [ordered]@{
            path = ConvertTo-EventText $node.ParentNode.GetAttribute('path') 300
            id = [int] $node.GetAttribute('id')
        }
    }
}

$sections.customMetadata = { , @(Get-CustomMetadata) }

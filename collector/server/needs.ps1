if ($lack -ne '') {
    Write-Complaint "The collector of Exchange facts needs $lack."
    exit 1
}

# Empty too where the script came by standard input, which has no parameters.
$target = "$OutFile"
$mediaFolder = "$SetupMedia"
$packageFile = "$PatchFile"
$withTraces = [bool] $Ioc

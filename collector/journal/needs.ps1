if ($lack -ne '') {
    Write-Complaint "The reader of the journal needs $lack."
    exit 1
}

import { setupOrPrepareAdError } from '../../../policies/setup-log/policies'
import { testPolicy } from '../../support/policyTester'
import { commonRows, expected, failedOfError } from '../../support/setupLogRows'

const common = commonRows(failedOfError('X.Y: The well-known object entry points to an invalid DN'))

testPolicy(setupOrPrepareAdError, {
  compliant: [
    ...common.compliant,
    { name: 'the last run failed of something else', facts: failedOfError('Contoso.OddException: odd') }
  ],
  drifting: [
    {
      name: 'an entry of otherWellKnownObjects points to a deleted object',
      facts: failedOfError(
        'Microsoft.Exchange.Management.Tasks.InvalidWKObjectException: The well-known object entry B:32:29A962C2F91D6A4AB3D4B1B4B3D8C5A1:CN=Recipient Management\\0ADEL:1,CN=Deleted Objects,DC=contoso,DC=com on the otherWellKnownObjects attribute in the container object CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com points to an invalid DN or a deleted object.  Remove the entry, and then rerun the task.',
        'initialize-ExchangeUniversalGroups'
      ),
      drifts: expected(
        'well-known-object-deleted',
        'An entry of otherWellKnownObjects points to a deleted or invalid object',
        ['0ADEL:1'],
        [
          '29A962C2F91D6A4AB3D4B1B4B3D8C5A1',
          'CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=contoso,DC=com',
          'otherWellKnownObjects.txt'
        ]
      )
    },
    {
      name: 'the schema can not be imported, in any language',
      facts: failedOfError(
        'Microsoft.Exchange.Configuration.Tasks.TaskException: Fehler beim Import. error code is: 8224.',
        'install-ExchangeSchema -LdapFileName x.ldf',
        'ADSchemaComponent___1'
      ),
      drifts: expected(
        'schema-import-failed',
        'The import of the schema failed (8224)',
        ['ADSchemaComponent___1'],
        ['ldif.err', 'repadmin']
      )
    }
  ],
  unknown: [...common.unknown],
  notApplicable: [...common.notApplicable]
})

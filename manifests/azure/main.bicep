// Two instances of the bot behind one address, on Azure Table Storage, signed in by a managed identity: no key of the storage account exists.
// az deployment group create -g RESOURCE_GROUP -f manifests/azure/main.bicep -p image=REGISTRY/chatops-incident:TAG slackBotToken=xoxb-… slackSigningSecret=…

@description('The image that the Dockerfile builds, in a registry that the container environment can read.')
param image string

@description('Names of all resources begin with it.')
@minLength(3)
@maxLength(12)
param name string = 'incidents'

param location string = resourceGroup().location

@description('How many instances run. One is enough to work; with two, one may fail.')
@minValue(1)
@maxValue(5)
param instances int = 2

@description('Bot User OAuth Token of the Slack app; empty: Slack is off.')
@secure()
param slackBotToken string = ''

@description('Signing Secret of the Slack app.')
@secure()
param slackSigningSecret string = ''

@description('Application ID of the Teams bot; empty: Teams is off.')
param teamsAppId string = ''

@description('Directory ID of the organisation in Teams.')
param teamsTenantId string = tenant().tenantId

@description('The team whose channels become rooms.')
param teamsTeamId string = ''

@secure()
param teamsClientSecret string = ''

@description('Address of an OpenTelemetry collector; empty: nothing is sent.')
param collector string = ''

var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: take('${toLower(replace(name, '-', ''))}${uniqueString(resourceGroup().id)}', 24)
  location: location
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: storage
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

resource mayWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in [tableDataContributor, blobDataContributor]: {
  name: guid(storage.id, identity.id, role)
  scope: storage
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
  }
}]

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

var slack = empty(slackBotToken) ? [] : [
  { name: 'Slack__BotToken', secretRef: 'slack-bot-token' }
  { name: 'Slack__SigningSecret', secretRef: 'slack-signing-secret' }
]
var slackSecrets = empty(slackBotToken) ? [] : [
  { name: 'slack-bot-token', value: slackBotToken }
  { name: 'slack-signing-secret', value: slackSigningSecret }
]
var teams = empty(teamsAppId) ? [] : [
  { name: 'Teams__AppId', value: teamsAppId }
  { name: 'Teams__TenantId', value: teamsTenantId }
  { name: 'Teams__TeamId', value: teamsTeamId }
  { name: 'Teams__ClientSecret', secretRef: 'teams-client-secret' }
]
var teamsSecrets = empty(teamsAppId) ? [] : [
  { name: 'teams-client-secret', value: teamsClientSecret }
]
var telemetry = empty(collector) ? [] : [
  { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: collector }
]

resource bot 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  dependsOn: [mayWrite]
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 8080, transport: 'auto', allowInsecure: false }
      secrets: concat(slackSecrets, teamsSecrets)
    }
    template: {
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat([
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
            { name: 'Storage__Provider', value: 'AzureTables' }
            // The image names a file for the embedded store; empty takes that away.
            { name: 'Storage__ConnectionString', value: '' }
            { name: 'Storage__Endpoint', value: storage.properties.primaryEndpoints.table }
          ], slack, teams, telemetry)
          probes: [
            { type: 'Startup', httpGet: { path: '/health/live', port: 8080 }, periodSeconds: 2, failureThreshold: 30 }
            { type: 'Liveness', httpGet: { path: '/health/live', port: 8080 }, periodSeconds: 10 }
            { type: 'Readiness', httpGet: { path: '/health/ready', port: 8080 }, periodSeconds: 5, failureThreshold: 3 }
          ]
        }
      ]
      scale: { minReplicas: instances, maxReplicas: instances }
    }
  }
}

@description('Where Slack and Teams have to reach the bot.')
output address string = 'https://${bot.properties.configuration.ingress.fqdn}'

/**
 * Stands for `@activepieces/shared` in the bundle: the values that the framework and the piece use, each from its own
 * file. The whole package would bring the utilities of the platform's server.
 */
export { AppConnectionType } from '@activepieces/shared/src/lib/automation/app-connection/app-connection.js';
export {
  BOTH_CLIENT_CREDENTIALS_AND_AUTHORIZATION_CODE,
  OAuth2GrantType,
} from '@activepieces/shared/src/lib/automation/app-connection/dto/upsert-app-connection-request.js';
export { ExecutionType } from '@activepieces/shared/src/lib/automation/flow-run/execution/execution-output.js';
export { PauseType } from '@activepieces/shared/src/lib/automation/flow-run/execution/flow-execution.js';
export { TriggerTestStrategy } from '@activepieces/shared/src/lib/automation/flows/test-trigger.js';
export { AUTHENTICATION_PROPERTY_NAME } from '@activepieces/shared/src/lib/automation/flows/triggers/trigger.js';
export { PackageType, PieceCategory, PieceType } from '@activepieces/shared/src/lib/automation/pieces/piece.js';
export { MAX_KEY_LENGTH_FOR_CORWDIN } from '@activepieces/shared/src/lib/automation/pieces/utils.js';
export { TriggerStrategy, WebhookHandshakeStrategy } from '@activepieces/shared/src/lib/automation/trigger/index.js';
export { LocalesEnum } from '@activepieces/shared/src/lib/core/common/locale.js';
export { isEmpty, isNil } from '@activepieces/shared/src/lib/core/common/utils/utils.js';
export { MarkdownVariant } from '@activepieces/shared/src/lib/core/property/markdown/index.js';

import { defineOperationApi } from '@directus/extensions-sdk';
import { checkInFlow, type VerifyOptions } from '../../../platform/checks/operation.ts';
import { flowOperation } from '../../../platform/flows/operation.ts';

export default defineOperationApi<VerifyOptions>({
	id: 'bebetter-verify',
	handler: flowOperation(checkInFlow),
});

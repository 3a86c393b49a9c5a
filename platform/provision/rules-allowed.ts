import type { HostContext } from '../host-context.ts';
import { policies } from '../../schema/access/index.ts';

class RolledBack extends Error {}

/**
 * Whether this host accepts permissions with custom rules: Directus 11 does, 12 only with a licence. There is
 * no service to ask, so we try one inside a transaction that is always rolled back.
 */
export async function rulesAllowed(context: HostContext): Promise<boolean> {
	const schema = await context.getSchema({ bypassCache: true });

	try {
		return await context.database.transaction(async (trx) => {
			const existing: { id: string } | undefined = await trx('directus_policies').select('id').first();
			const service = new context.services.PermissionsService({ schema, knex: trx });
			await service.createOne(
				{
					policy: existing?.id ?? policies.appUser.id,
					collection: 'directus_files',
					action: 'share',
					fields: ['id'],
					permissions: null,
					validation: null,
					presets: null,
				} as never,
				{ autoPurgeCache: false, emitEvents: false },
			);
			throw new RolledBack();
		});
	} catch (error) {
		if (error instanceof RolledBack) return true;
		if ((error as { code?: string }).code === 'RESOURCE_RESTRICTED') return false;
		throw error;
	}
}

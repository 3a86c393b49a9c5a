import { collectionList } from '../../schema/collections/index.ts';

/** Collections whose rows belong to one person each, in their column `user`. */
export const ownedCollections: readonly string[] = collectionList
	.filter(({ audience }) => audience === 'private')
	.map(({ name }) => name);

import { inject, type InjectionKey, provide, shallowRef } from 'vue';
import { studioLanguage } from '../../shared/language.ts';
import { useScreensApi } from '../api.ts';

/** What people call a component of that type. */
export type NameComponent = (type: string) => string;

const key: InjectionKey<NameComponent> = Symbol('component names');

/**
 * Gives everything inside the catalogue's names of components, once they are loaded; a type that has none, or that
 * nobody could ask for, is its own name.
 *
 * @returns loads them
 */
export function provideComponentNames(): () => Promise<void> {
	const api = useScreensApi();
	const language = studioLanguage();
	const names = shallowRef<ReadonlyMap<string, string>>(new Map());
	provide(key, (type) => names.value.get(type) || type);

	return async () => {
		const found = await api.catalogue().catch(() => null);
		if (found) names.value = new Map(found.map(({ type, name }) => [type, name[language]]));
	};
}

export const useComponentNames = (): NameComponent => inject(key, (type) => type);

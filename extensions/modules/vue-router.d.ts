/** The part of vue-router that the modules use; the Studio brings the library itself at run time. */
declare module 'vue-router' {
	import type { Component } from 'vue';

	type QueryValue = string | null | (string | null)[];

	export interface RouteLocation {
		readonly path: string;
		readonly fullPath: string;
		readonly query: Readonly<Record<string, QueryValue>>;
		readonly params: Readonly<Record<string, string | string[]>>;
	}

	type Target = string | { path?: string; query?: Readonly<Record<string, string | undefined>> };

	export interface Router {
		readonly currentRoute: { readonly value: RouteLocation };
		push(to: Target): Promise<unknown>;
		replace(to: Target): Promise<unknown>;
		getRoutes(): readonly RouteRecordRaw[];
	}

	export interface RouteRecordRaw {
		path: string;
		component: Component;
		props?: boolean;
	}

	export function useRouter(): Router;
	export function useRoute(): RouteLocation;
	/** Answering false keeps the person on the page. */
	export function onBeforeRouteLeave(guard: () => boolean | Promise<boolean>): void;
	export function onBeforeRouteUpdate(guard: () => boolean | Promise<boolean>): void;
}

/** Style sheets are imported for their effect; the extension's build puts them into its bundle. */
declare module '*.css';

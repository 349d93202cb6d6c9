export { serveLanguage, type LanguageServerOptions } from './serve-language.ts';

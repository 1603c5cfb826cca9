/** The page is for people who are signed in; nobody is, or not any more. */
export class NotSignedIn extends Error {}

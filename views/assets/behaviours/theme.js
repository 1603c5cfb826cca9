// Before the first paint: the theme that this browser chose, or else the system's.
const chosenTheme = localStorage.getItem('theme');
const systemTheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
document.documentElement.setAttribute('data-bs-theme', chosenTheme ?? systemTheme);

"""A file that is dragged from another program and dropped on the window: drop (office, path)."""
import pathlib
import subprocess
import sys
import time

TITLE = "stick"


def drop(office, path):
    """PATH comes out of a small window in the corner and is let go in the middle of the office's."""
    def run(*words):
        return subprocess.run(["xdotool", *map(str, words)], env=office.env, capture_output=True, text=True, check=True).stdout

    source = subprocess.Popen([sys.executable, str(pathlib.Path(__file__).resolve()), str(path)], env=office.env)
    try:
        found = run("search", "--sync", "--onlyvisible", "--name", f"^{TITLE}$").split()[0]
        run("windowmove", "--sync", found, 0, 0)
        time.sleep(0.3)
        run("mousemove", 30, 30, "mousedown", 1)
        # As a hand moves it, or nobody notices that it is dragged.
        for step in range(1, 21):
            run("mousemove", 30 + step * (office.width // 2) // 20, 30 + step * (office.height // 2) // 20)
            time.sleep(0.02)
        time.sleep(0.3)
        run("mouseup", 1)
        time.sleep(0.5)
    finally:
        source.terminate()
        source.wait()


def main(path):
    import gi

    gi.require_version("Gdk", "4.0")
    gi.require_version("Gtk", "4.0")
    from gi.repository import Gdk, Gio, GLib, Gtk

    def activated(app):
        label = Gtk.Label(label="file")
        drag = Gtk.DragSource()
        uri = Gio.File.new_for_path(path).get_uri() + "\r\n"
        drag.set_content(Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new(uri.encode())))
        label.add_controller(drag)
        window = Gtk.ApplicationWindow(application=app, title=TITLE, child=label, decorated=False)
        window.set_default_size(90, 60)
        window.present()

    app = Gtk.Application(flags=Gio.ApplicationFlags.NON_UNIQUE)
    app.connect("activate", activated)
    app.run([])


if __name__ == "__main__":
    main(sys.argv[1])

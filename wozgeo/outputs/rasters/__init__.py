"""How does a surface become files that lie under any drawing in a GIS?"""
